// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.js';

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任卢';
const GIVEN = {
  MALE: '伟强磊洋勇军杰涛超明刚平辉鹏华飞波斌宇浩凯健俊帆睿哲航晨博文昊然子轩泽嘉铭志远建国家',
  FEMALE: '芳娜敏静丽艳娟霞秀英玲桂红玉兰燕雪琳晶欣妍婷慧莹倩颖佳怡萱梦瑶思雨诗涵梓晴清雅可悦',
} as const;

export type Gender = keyof typeof GIVEN;

/** A made-up name of common characters; one or two characters after the surname. */
export function inventName(random: Random, gender: Gender, surname = random.character(SURNAMES)): string {
  const given = random.chance(75)
    ? random.character(GIVEN[gender]) + random.character(GIVEN[gender])
    : random.character(GIVEN[gender]);
  return surname + given;
}

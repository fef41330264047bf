// SPDX-License-Identifier: Apache-2.0
import { addDays, yearsBetween } from '../../chaincode/domain/time.js';
import { addYears, yearOf } from './days.js';
import type { Company, Diploma, Insurance, Job, Person, Skill } from './district.js';
import { inventWithoutWork } from './invent-without-work.js';
import type { WithoutWork } from './invent-without-work.js';
import type { Random } from './random.js';

const SCHOOLS = [
  '佛山科学技术学院',
  '顺德职业技术学院',
  '佛山职业技术学院',
  '华南理工大学',
  '广东工业大学',
  '中山大学',
  '暨南大学',
];
const LEVELS = ['中专', '专科', '专科', '本科', '本科', '本科', '硕士研究生'];
const MAJORS = [
  '软件工程',
  '会计学',
  '机械设计制造及其自动化',
  '护理学',
  '市场营销',
  '土木工程',
  '视觉传达设计',
  '陶瓷艺术设计',
];
const POSITIONS = [
  '软件工程师',
  '会计',
  '质检员',
  '销售代表',
  '仓库管理员',
  '行政专员',
  '陶瓷工艺师',
  '客服专员',
  '电工',
];
const OCCUPATIONS = [
  '电工',
  '焊工',
  '养老护理员',
  '中式烹调师',
  '陶瓷工艺师',
  '汽车维修工',
  '育婴员',
  '信息通信网络运行管理员',
];
const SKILL_LEVELS = ['初级工', '中级工', '中级工', '高级工', '技师', '高级技师'];
const SCHEMES = ['养老', '医疗', '失业', '工伤', '生育'];

export type Career = Pick<Person, 'diplomas' | 'jobs' | 'skills' | 'insurance' | 'file'> & WithoutWork;

/** School, work or the lack of it, insurance and skills of somebody of this age; nothing for children. */
export function inventCareer(random: Random, birthDate: string, on: string, companies: readonly Company[]): Career {
  const age = yearsBetween(birthDate, on);
  if (age < 18) return { diplomas: [], jobs: [], skills: [] };
  const schooled = addYears(`${birthDate.slice(0, 4)}-06-20`, 22);
  const diplomas = schooled <= on && random.chance(age < 60 ? 75 : 25) ? [inventDiploma(random, schooled)] : [];
  const file = inventFile(random, diplomas);
  if (age >= 60 || !random.chance(85)) {
    return {
      diplomas,
      jobs: [],
      skills: inventSkills(random, age, on),
      ...file,
      ...inventWithoutWork(random, birthDate, on, companies),
    };
  }
  const since = addDays(addYears(birthDate, Math.min(age, 22)), random.between(5, 330));
  const start = since < on ? since : addDays(on, -30);
  const job = inventJob(random, start, on, random.pick(companies));
  const jobs = [...earlierJobs(random, start, job, companies), job];
  const insurance = inventInsurance(random, start, job, on);
  return { diplomas, jobs, insurance, skills: inventSkills(random, age, on), ...file };
}

/** Some graduates leave their personnel file with the district's centre. */
function inventFile(random: Random, [diploma]: readonly Diploma[]): Pick<Person, 'file'> {
  if (diploma === undefined || !random.chance(25)) return {};
  return { file: { kind: random.chance(70) ? '毕业生' : '流动人员', on: addDays(diploma.on, 10) } };
}

function inventDiploma(random: Random, on: string): Diploma {
  return { school: random.pick(SCHOOLS), level: random.pick(LEVELS), major: random.pick(MAJORS), on };
}

function inventJob(random: Random, since: string, on: string, { identifier }: Company): Job {
  const earliest = addDays(on, -900);
  const from = addDays(since > earliest ? since : earliest, 0);
  const kind = random.pick(['固定期限', '固定期限', '无固定期限', '以完成一定工作任务为期限'] as const);
  const until = kind === '无固定期限' ? '' : addYears(from, 3);
  return {
    employer: identifier,
    position: random.pick(POSITIONS),
    kind,
    from,
    until,
    wage: random.between(30, 160) * 100,
  };
}

/** Contracts that ended before the present one began. */
function earlierJobs(random: Random, since: string, present: Job, companies: readonly Company[]): Job[] {
  if (since >= present.from || !random.chance(60)) return [];
  const until = addDays(present.from, -1);
  const from = addYears(until, -2) > since ? addYears(until, -2) : since;
  const job = inventJob(random, from, from, random.pick(companies));
  return [{ ...job, kind: '固定期限', from, until }];
}

function inventInsurance(random: Random, since: string, { employer, wage }: Job, on: string): Insurance {
  const months = Math.max(1, (yearOf(on) - yearOf(since)) * 12 + Number(on.slice(5, 7)) - Number(since.slice(5, 7)));
  const full = random.chance(80);
  const years = [yearOf(on) - 2, yearOf(on) - 1, yearOf(on)]
    .filter((year) => year >= yearOf(since))
    .map((year) => ({ year, months: year === yearOf(on) ? Number(on.slice(5, 7)) : random.between(6, 12) }));
  return { schemes: full ? SCHEMES : SCHEMES.slice(0, 2), employer, since, months, wage, years };
}

function inventSkills(random: Random, age: number, on: string): Skill[] {
  if (age < 18 || !random.chance(35)) return [];
  const first = { occupation: random.pick(OCCUPATIONS), level: random.pick(SKILL_LEVELS) };
  return [{ ...first, on: addDays(on, -random.between(20, 1_800)) }];
}

// SPDX-License-Identifier: Apache-2.0

/** Name of the Python module below. */
export const HOOKS_MODULE = 'onedoor_hooks';

/**
 * JSON Schema takes 60.0 for an integer and cannot say otherwise; the gateway takes integers without a fraction only,
 * so that every reader of a body reads the same. What is generated is written so.
 */
export const HOOKS = `import schemathesis


def plain(value):
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value


@schemathesis.hook
def map_body(context, body):
    return plain(body)
`;

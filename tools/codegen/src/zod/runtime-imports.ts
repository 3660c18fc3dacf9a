const modules = {
  constructors: [
    'anything',
    'array',
    'boolean',
    'checked',
    'extended',
    'integer',
    'literals',
    'nothing',
    'nullable',
    'number',
    'object',
    'oneOf',
    'openEnum',
    'optional',
    'queryInteger',
    'string',
    'union',
    'variants',
  ],
  rule: ['fits', 'isObject', 'lengthOf'],
  rules: ['keepsCompare', 'keepsDecimals', 'keepsDistinct', 'keepsSeparate', 'keepsShots'],
}

/** The imports of what some generated code uses of the runtime. */
export function runtimeImports(code: string): string {
  return Object.entries(modules)
    .map(([module, names]) => ({ module, used: names.filter((name) => new RegExp(`(?<![\\w.])${name}\\(`).test(code)) }))
    .filter(({ used }) => used.length > 0)
    .map(({ module, used }) => `import { ${used.join(', ')} } from './${module}.gen.js'\n`)
    .join('')
}

/**
 * Declarations for what a file re-exports, without the types of the library: those would ask users to install it.
 *
 * @param source statements of the form `export { value, type Shape } from 'library'`
 */
export function opaqueTypes(source: string): string {
  const names = [...source.matchAll(/^export \{([^}]*)\} from /gm)].flatMap(([, list]) => list!.split(',').map((name) => name.trim()))
  return names.map((name) => (name.startsWith('type ') ? `export ${name} = any\n` : `export declare const ${name}: any\n`)).join('')
}

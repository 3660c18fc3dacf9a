import type { ContractOperation } from './contract.js'

/** The operation that a method and a path mean; exact segments win over `{id}`. */
export class OperationFinder {
  #patterns: { operation: ContractOperation; pattern: RegExp; fixed: number }[]

  constructor(operations: readonly ContractOperation[]) {
    this.#patterns = operations
      .map((operation) => ({ operation, pattern: patternOf(operation.path), fixed: operation.path.replace(/\{[^}]+\}/g, '').length }))
      .sort((one, other) => other.fixed - one.fixed)
  }

  find(method: string, path: string): ContractOperation | undefined {
    return this.#patterns.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation
  }

  /** Whether the path is one of the document, with whatever method. */
  knows(path: string): boolean {
    return this.#patterns.some(({ pattern }) => pattern.test(path))
  }
}

function patternOf(path: string): RegExp {
  const escaped = path.split(/(\{[^}]+\})/).map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${escaped.join('')}$`)
}

/** The few types of Redocly that the house rules need; spec/ imports no package. */

export interface Place {
  source: { absoluteRef: string }
  /** JSON pointer inside the file, `#/…`. */
  pointer: string
  child(path: string | number | (string | number)[]): Place
  key(): Place
}

export type Node = Record<string, any>

export interface Context {
  report(problem: { message: string; location?: Place }): void
  location: Place
  key: string | number
  type: { name: string; properties?: Record<string, unknown> }
  /** Follows a reference; gives anything else back as it is. */
  resolve: Resolve
}

export type Resolve = (node: Node, from?: string) => { node: any; location?: Place }

/** Node type -> function, nested to say below what it applies. */
export type Visitor = Record<string, any>

/** A rule takes its settings from redocly.yaml. */
export type Rule = (settings: Record<string, any>) => Visitor

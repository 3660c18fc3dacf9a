import type { Context, Node, Rule } from '../rule.ts'

/** Generators and validators disagree on what stands beside a reference. */
export const refStandsAlone: Rule = () => ({
  ref(node: Node, { report, location }: Context) {
    const neighbours = Object.keys(node).filter((key) => key !== '$ref')
    if (neighbours.length === 0) return
    report({
      message: `$ref stands alone: move ${neighbours.map((key) => `'${key}'`).join(', ')} into ${node.$ref}, or give the reference a place of its own, anyOf: [{ $ref }].`,
      location: location.child(neighbours[0]!).key(),
    })
  },
})

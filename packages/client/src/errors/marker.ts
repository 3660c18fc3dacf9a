/** Under this registered symbol an error tells what it is, so that it is known even where two copies of this package meet. */
export const marker: unique symbol = Symbol.for('klingkit.error') as any

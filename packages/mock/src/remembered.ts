/** Values that were worked out before, by a key that says everything they depend on. When it is full it starts afresh, so that no client can fill the memory. */
export class Remembered<Value> {
  #values = new Map<string, Value>()

  constructor(private most: number) {}

  async get(key: string, workOut: () => Promise<Value>): Promise<Value> {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    const value = await workOut()
    if (this.#values.size >= this.most) this.#values.clear()
    this.#values.set(key, value)
    return value
  }
}

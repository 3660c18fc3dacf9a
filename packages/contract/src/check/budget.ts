/** Units that may be spent. What a call may cost is set aside before it is sent, and given back when it was refused. */
export class Budget {
  spent = 0

  constructor(readonly limit: number) {}

  /** Sets units aside; false if there are not as many left. */
  take(units: number): boolean {
    if (this.spent + units > this.limit + 1e-9) return false
    this.spent += units
    return true
  }

  giveBack(units: number): void {
    this.spent -= units
  }
}

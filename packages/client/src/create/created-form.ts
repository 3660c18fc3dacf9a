/** Members that the answer of a create has, by the names of both standards. */
const members = /^((task_)?(id|status|info)|(create|update)(d_at|_time)|external_id|message)$/

/** A task that was read, as the create would have shown it: without results and bill. */
export function createdForm(task: object): object {
  return Object.fromEntries(Object.entries(task).filter(([name]) => members.test(name)))
}

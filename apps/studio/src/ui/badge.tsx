import { capital } from './texts.ts'

/** How something stands: by colour, by shape of the dot, and by its word. */
export function Badge({ status, children }: { status: string; children?: React.ReactNode }) {
  return (
    <span className={`badge ${status}`}>
      <span className="badge-dot" aria-hidden="true" />
      {children ?? capital(status)}
    </span>
  )
}

/** Says what would stand here, and what to do first. */
export function Empty({ title, children, action }: { title: string; children: React.ReactNode; action?: React.ReactNode }) {
  return (
    <section className="empty">
      <h1>{title}</h1>
      <div className="empty-text">{children}</div>
      {action && <div className="button-row">{action}</div>}
    </section>
  )
}

import { Icon } from './icon.tsx'

interface Given {
  title: string
  list: React.ReactNode
  detail: React.ReactNode | undefined
  backHref: string
}

/** A list, and what is chosen in it beside; where there is little room, over it. */
export function Split({ title, list, detail, backHref }: Given) {
  return (
    <div className={detail ? 'split has-detail' : 'split'}>
      <h1 className="hidden">{title}</h1>
      <div className="split-list">{list}</div>
      {detail && (
        <div className="split-detail">
          <a className="back" href={backHref}>
            <Icon name="back" /> Back to the list
          </a>
          {detail}
        </div>
      )}
    </div>
  )
}

import { Observable, useObservable } from '../control/observable.ts'

interface Announcement {
  text: string
  bad: boolean
  count: number
}

const announcement = new Observable<Announcement | undefined>(undefined)
let timer: ReturnType<typeof setTimeout>
let count = 0

/** Says shortly what was done, to eyes and screen readers. */
export function say(text: string, bad = false): void {
  announcement.set({ text, bad, count: ++count })
  clearTimeout(timer)
  timer = setTimeout(() => announcement.set(undefined), bad ? 9000 : 3000)
}

export function Announcements() {
  const current = useObservable(announcement)
  return (
    <div className="announcements" role="status">
      {current && (
        <p key={current.count} className={current.bad ? 'toast bad' : 'toast'}>
          {current.text}
        </p>
      )}
    </div>
  )
}

import { useEffect, useState } from 'react'
import { useObservable } from '../control/observable.ts'
import { requestList } from '../control/request-store.ts'

/** How many requests were refused since one has looked at the requests. */
export function useUnseenRefusals(looking: boolean): number {
  const requests = useObservable(requestList)
  const [seen, setSeen] = useState(0)
  const newest = requests[0]?.key ?? 0
  useEffect(() => {
    if (looking) setSeen(newest)
  }, [looking, newest])
  return looking ? 0 : requests.filter(({ key, status }) => key > seen && status >= 400).length
}

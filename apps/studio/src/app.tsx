import { lazy, Suspense } from 'react'
import { connection } from './control/live.ts'
import { useObservable } from './control/observable.ts'
import { Header } from './header.tsx'
import { usePlace } from './route.ts'
import { TasksPage } from './tasks/tasks-page.tsx'
import { Announcements } from './ui/announce.tsx'
import { PopupPlace } from './ui/pop.tsx'

const CreatePage = lazy(() => import('./create/create-page.tsx'))
const RequestsPage = lazy(() => import('./requests/requests-page.tsx'))
const CallbacksPage = lazy(() => import('./callbacks/callbacks-page.tsx'))
const FaultsPage = lazy(() => import('./faults/faults-page.tsx'))
const AccountPage = lazy(() => import('./account/account-page.tsx'))

const pages: Record<string, () => React.ReactNode> = {
  tasks: () => <TasksPage />,
  create: () => <CreatePage />,
  requests: () => <RequestsPage />,
  callbacks: () => <CallbacksPage />,
  faults: () => <FaultsPage />,
  account: () => <AccountPage />,
}

export function App() {
  const { page } = usePlace()
  const state = useObservable(connection)
  const shown = pages[page] ?? pages['tasks']!
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the page
      </button>
      <Header page={page} />
      {state === 'lost' && (
        <p className="banner" role="alert">
          The mock does not answer. This page shows what it knew last, and goes on by itself when kling-mock runs again.
        </p>
      )}
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<p className="waiting">Loading…</p>}>{shown()}</Suspense>
      </main>
      <PopupPlace />
      <Announcements />
    </>
  )
}

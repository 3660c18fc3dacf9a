import { useQuery } from '@tanstack/react-query'
import { ClockControl } from './clock-control.tsx'
import { controlQueries } from './control/queries.ts'
import { useUnseenRefusals } from './requests/unseen-refusals.ts'
import { hrefOf } from './route.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import { ViewSelect } from './view-select.tsx'

const pages = [
  ['tasks', 'Tasks'],
  ['create', 'Send'],
  ['requests', 'Requests'],
  ['callbacks', 'Callbacks'],
  ['faults', 'Faults'],
  ['account', 'Account'],
] as const

export function Header({ page }: { page: string }) {
  const { data: health } = useQuery(controlQueries.health)
  const refused = useUnseenRefusals(page === 'requests')
  return (
    <header className="header">
      <p className="brand">
        <span className="brand-mark" aria-hidden="true" />
        kling-mock
        {health && (
          <span className="brand-facts" title={`version ${health.version}, mode ${health.mode}, engine ${health.engine}`}>
            {health.mode}
          </span>
        )}
      </p>
      <nav aria-label="Pages">
        <ul className="nav">
          {pages.map(([name, label]) => (
            <li key={name}>
              <a href={hrefOf(name)} aria-current={name === page ? 'page' : undefined}>
                {label}
                {name === 'requests' && refused > 0 && (
                  <span className="nav-count">
                    {refused}
                    <span className="hidden"> refused</span>
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="header-tools">
        <ClockControl />
        <ViewSelect />
        <ThemeSwitch />
      </div>
    </header>
  )
}

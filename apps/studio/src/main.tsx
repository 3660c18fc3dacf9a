import './styles/index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { follow } from './control/live.ts'
import { apply } from './theme.ts'

// What happens is told by the mock; looking again at every change of the window would only fill its log.
const cache = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: false } } })

apply()
follow(cache)
createRoot(document.getElementById('studio')!).render(
  <StrictMode>
    <QueryClientProvider client={cache}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)

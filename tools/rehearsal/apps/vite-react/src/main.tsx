import { createRoot } from 'react-dom/client'
import { VideoMaker } from './video-maker'

createRoot(document.getElementById('root')!).render(<VideoMaker />)

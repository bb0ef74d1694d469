import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { connect } from './app/start.ts'
import { applyLook } from './app/look.ts'
import { startWords } from './i18n/i18n.ts'
import { lendNonce } from './ui/nonce.ts'
import './ui/style.css'

lendNonce()
applyLook()
startWords()
connect()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

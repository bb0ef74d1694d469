import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'
import { connect } from './shell/connect.ts'
import { followAppearance } from './platform/appearance.ts'
import { isTooOld, readyEngine } from './platform/engine.ts'
import { report } from './ui/report.ts'
import { readSingleKeyShortcuts } from './ui/single-key-shortcuts.ts'
import { fetchFirstWords, startWords } from './i18n/i18n.ts'
import { setStyleNonce } from './ui/nonce.ts'
import './ui/style.css'

function show() {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  startWords()
  createRoot(root, { onCaughtError: report }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

function start() {
  readyEngine()
  setStyleNonce()
  followAppearance()
  readSingleKeyShortcuts()
  connect()
  // Do not use a top-level await: chunks that share code with this module would wait for it.
  void fetchFirstWords().then(show)
}

if (!isTooOld()) start()

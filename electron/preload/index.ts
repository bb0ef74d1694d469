import { contextBridge, ipcRenderer } from 'electron'

/** A line of strings to the core. New calls never need a change here: the contract names them. */
contextBridge.exposeInMainWorld('giftdeckPort', {
  postMessage: (text: string) => ipcRenderer.send('giftdeck', text),
  onMessage: {
    addListener: (listener: (text: string) => void) =>
      void ipcRenderer.on('giftdeck', (_event, text: string) => listener(text)),
  },
  onDisconnect: {
    addListener: (listener: () => void) => void ipcRenderer.on('giftdeck-closed', () => listener()),
  },
})

// A fresh page gets a fresh line, so that answers to the page before a reload never reach this one.
ipcRenderer.send('giftdeck-open')

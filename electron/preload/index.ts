import { contextBridge, ipcRenderer } from 'electron'

/** A message port of strings to the core. New calls need no change here, because the contract names them. */
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

// Every page load opens a new port, so that answers meant for the page before a reload never reach this one.
ipcRenderer.send('giftdeck-open')

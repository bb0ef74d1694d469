import { parentPort, workerData } from 'node:worker_threads'
import type { Birth } from './messages.ts'
import { serveVendors } from './serve-vendors.ts'

if (parentPort === null) throw new Error('The sandbox runs in a worker thread.')
void serveVendors(parentPort, workerData as Birth)

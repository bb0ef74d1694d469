import { runEntrypoint } from '@companion-module/base'
import { GiftdeckInstance } from './instance.ts'

runEntrypoint(GiftdeckInstance, [])

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-03-01T21:05`, in the host's own time zone, as a browser's `datetime-local` field has it. */
export function toLocalTime(at: Date): string {
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Back to ISO 8601; empty where it is no time. */
export function fromLocalTime(local: string): string {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

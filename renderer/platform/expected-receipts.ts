/** A vendor answers within this time, as a rule. */
const expectedForMs = 1_500

let expectedUntil = -Infinity

/** Call it when the host presses something that makes a send, so that its receipt is shown as soon as it arrives. */
export const expectReceipt = () => void (expectedUntil = performance.now() + expectedForMs)

/** True while the host waits for a receipt. */
export const isReceiptExpected = () => performance.now() < expectedUntil

export const resetExpectedReceipts = () => void (expectedUntil = -Infinity)

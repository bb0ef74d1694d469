export const OverlaysDialog = () => null

export const ActivityPanel = () => null

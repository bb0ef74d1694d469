/** Hides the credentials a vendor wants in its URLs; works on any text that quotes such a URL. */
export function redact(text: string | URL): string {
  return String(text).replace(/([?&](?:usersig|signature)=)[^&#\s"'<>]*/gi, '$1[hidden]')
}

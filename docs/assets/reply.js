// Reporting an error or sending a reply at a turn: a letter or an issue on GitHub, with turn and address filled in. Only
// where the edition names an address.

/** The address that opens the letter or the issue; `contact` is an e-mail address or a repository on GitHub. */
export function replyAddress(contact, subject, body) {
  const [title, text] = [subject, body].map(encodeURIComponent);
  return contact.startsWith("https://") ? `${contact}/issues/new?title=${title}&body=${text}` : `mailto:${contact}?subject=${title}&body=${text}`;
}

/** What the product may reach beyond itself; decided by whoever runs it, never by who is signed in. */
export interface Reach {
  /** Folders under which imports may read (BEREDD_IMPORT_FOLDERS). */
  importFolders: readonly string[];
  /** Hosts, addresses and networks inside the house that may be asked (BEREDD_ALLOWED_ADDRESSES). */
  allowedAddresses: readonly string[];
}

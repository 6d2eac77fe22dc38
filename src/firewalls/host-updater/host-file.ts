/** A file of a host, as content: for an image, cloud-init, or a resource that writes files. */
export interface HostFile {
  /** Absolute path on the host. */
  readonly path: string;
  /** Content, as Terraform will write it. */
  readonly content: string;
  /** Permissions in octal: `0600`. */
  readonly mode: string;
  /** User that it belongs to. */
  readonly owner: string;
  /** Group that it belongs to. */
  readonly group: string;
  /** Whether it holds a secret. */
  readonly sensitive: boolean;
}

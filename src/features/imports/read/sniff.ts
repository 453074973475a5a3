import { ImportFault, type ReasonCode } from "../reasons.ts";

const magics: readonly { readonly bytes: readonly number[]; readonly code: ReasonCode }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], code: "file-is-spreadsheet" },
  { bytes: [0x50, 0x4b, 0x05, 0x06], code: "file-is-spreadsheet" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], code: "file-is-old-spreadsheet" },
  { bytes: [0x1f, 0x8b], code: "file-is-archive" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], code: "file-is-archive" },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], code: "file-is-pdf" },
];

export function magicOf(sample: Uint8Array): ReasonCode | null {
  for (const { bytes, code } of magics) {
    if (bytes.every((byte, index) => sample[index] === byte)) return code;
  }
  return null;
}

/** What is not text at all is refused at once, by the name of what it is where that can be told. */
export function refuseOtherFormats(sample: Uint8Array): void {
  const known = magicOf(sample);
  if (known !== null) throw new ImportFault(known);
  if (looksBinary(sample)) throw new ImportFault("file-binary");
}

function looksBinary(sample: Uint8Array): boolean {
  const first = sample.subarray(0, 65_536);
  const { length } = first;
  if (isMarkedUtf16(first)) return false;
  let even = 0;
  let odd = 0;
  let control = 0;
  for (const [index, byte] of first.entries()) {
    if (byte === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    } else if (isControl(byte)) control += 1;
  }
  // UTF-16 without its mark has its zeros on one side only; a stray NUL in a row is that row's fault.
  const oneSided = (even === 0 || odd === 0) && Math.max(even, odd) * 2 > length * 0.7;
  const zeroShare = (even + odd) / length;
  return (zeroShare > 0.02 && !oneSided) || control / length > 0.05;
}

/** A control character that text does not hold: all but tab, line ends and page breaks. */
function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32);
}

function isMarkedUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

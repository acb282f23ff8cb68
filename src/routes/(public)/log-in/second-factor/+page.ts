// A passkey is asked for by a script; everything else here works without one.
export const csr = true;

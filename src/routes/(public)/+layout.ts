// Plain pages: they work in any browser, without a script, and are there when scripts fail.
export const csr = false;

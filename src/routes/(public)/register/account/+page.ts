// What the password still lacks is shown while it is typed; without a script the list stands there all the same.
export const csr = true;

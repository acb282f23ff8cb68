/**
 * Set by a page for the length of a request that nobody asked for: the staff's queue follows what moves, and a desk that is
 * left alone must close all the same. It can only shorten a session.
 */
export const byItselfCookie = 'kellari-by-itself';

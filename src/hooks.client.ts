/**
 * What a slow phone does for the framework would be in the way of what is read when it burns (src/early-paint.js). The
 * kept shell asks for the framework only afterwards (src/lib/server/app-shell.ts); a page from the server waits here.
 */
export const init = () => window.earlyPaint;

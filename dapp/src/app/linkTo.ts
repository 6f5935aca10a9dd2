/** A place of this app as a whole address, to hand on. @param route such as `/poll/0x…`. */
export const linkTo = (route: string): string => `${window.location.href.replace(/#.*$/, "")}#${route}`;

// Which address each file of the site has. The build (cmake/site.py) writes the real list, with names by content.

/** @type {Record<string, string>} */
export const files = {};

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["#0f4446", "#1b686b", "#2f8f8a", "#f4b942"];

/** A quarter disc with its centre in each corner of a tile, sides of 12. */
const QUARTERS = ["M0 0H12A12 12 0 0 1 0 12Z", "M12 0V12A12 12 0 0 1 0 0Z", "M12 12H0A12 12 0 0 1 12 0Z", "M0 12V0A12 12 0 0 1 12 12Z"];

/**
 * A picture of four tiles by which a person tells one passkey from another: the same for the same id, everywhere.
 *
 * @param {string} id
 */
export function tileOf(id) {
  const svg = element("svg", { viewBox: "0 0 24 24" });
  let hash = hashOf(id);
  for (const [x, y] of [[0, 0], [12, 0], [0, 12], [12, 12]]) {
    const ground = hash % 3;
    const figure = (ground + 1 + ((hash >>> 2) % 3)) % 4;
    const tile = element("g", { transform: `translate(${x} ${y})` });
    tile.append(
      element("path", { d: "M0 0H12V12H0Z", fill: COLOURS[ground] }),
      element("path", { d: QUARTERS[(hash >>> 4) & 3], fill: COLOURS[figure] }),
    );
    svg.append(tile);
    hash = Math.imul(hash ^ (hash >>> 7), 0x9e3779b1) >>> 0;
  }
  return svg;
}

/** FNV-1a, 32 bits. @param {string} text */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
  return hash;
}

/** @param {string} name @param {Record<string, string>} attributes */
function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

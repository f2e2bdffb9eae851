"""What is measured on a page that is shown: contrast, covered and cut texts, drawings' letterings."""

from __future__ import annotations

from playwright.sync_api import Page

_COLOURS = r"""
const numbers = colour => {
  const found = colour.match(/[\d.]+(e-\d+)?/g)?.map(Number) ?? [0, 0, 0, 0]
  const scale = colour.startsWith("color(") ? 255 : 1
  return [...found.slice(0, 3).map(n => n * scale), found[3] ?? 1]
}
const over = ([r, g, b, a], [R, G, B]) =>
  [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1]
const luminance = rgb => {
  const [r, g, b] = rgb.map(n => n / 255).map(n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one, other) => {
  const [low, high] = [luminance(one.slice(0, 3)), luminance(other.slice(0, 3))].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
const style = (element, part) => getComputedStyle(element, part)
/* What an element stands on: the nearest backgrounds, the see-through ones laid on each other. */
const ground = element => {
  const layers = []
  for (let at = element; at; at = at.parentElement) {
    if (at.namespaceURI.endsWith("svg")) continue
    // The shadow at the edge of a frame that scrolls lies where texts are cut off anyway.
    if (style(at).backgroundImage !== "none" && !at.matches(".mb-scroll")) return null
    const colour = numbers(style(at).backgroundColor)
    layers.push(colour)
    if (colour[3] === 1) break
  }
  const paper = matchMedia("(forced-colors: active) and (prefers-color-scheme: dark)").matches
    ? [0, 0, 0, 1] : [255, 255, 255, 1]
  return layers.reverse().reduce((below, layer) => over(layer, below), paper)
}
/* What a place of a drawing stands on: the shape painted last before it there, or the page. */
const groundInDrawing = (element, x, y) => {
  const svg = element.ownerSVGElement
  let below = ground(svg.parentElement)
  for (const shape of svg.querySelectorAll("rect, path, circle")) {
    if (shape === element || !(element.compareDocumentPosition(shape) & 2)) continue
    const paint = style(shape)
    if (paint.fill === "none" || paint.visibility === "hidden") continue
    const at = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse())
    if (!shape.isPointInFill(at)) continue
    const colour = numbers(paint.fill)
    below = over([...colour.slice(0, 3), colour[3] * paint.fillOpacity * opacity(shape)], below)
  }
  return below
}
const opacity = element => {
  let all = 1
  for (let at = element; at; at = at.parentElement) all *= style(at).opacity
  return all
}
const shown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: false})
/* What is there for those who listen. */
const spoken = element => {
  if (element.closest(".mb-hidden, title, desc, script, style, template")) return true
  for (let at = element; at; at = at.parentElement) if (style(at).clipPath === "inset(50%)") return true
  return false
}
const textNodes = function* () {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement
    if (!node.data.trim() || spoken(element) || !shown(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1)
    if (boxes.length) yield [node, element, boxes]
  }
}
"""

_WEAK_TEXTS = (
    "() => {"
    + _COLOURS
    + r"""
const weak = new Set()
let counted = 0
const check = (what, paint, below, size, bold) => {
  counted += 1
  if (!below) { weak.add(`${what}: on a picture`); return }
  const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5
  const found = contrast(over(paint, below), below)
  if (found < needed - 0.005) weak.add(`${what}: ${found.toFixed(2)} of ${needed}`)
}
for (const [node, element, [box]] of textNodes()) {
  const look = style(element), drawn = element.namespaceURI.endsWith("svg")
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const paint = numbers(drawn ? look.fill : look.color)
  paint[3] *= opacity(element) * (drawn ? look.fillOpacity : 1)
  const size = parseFloat(look.fontSize) * (drawn ? element.getScreenCTM().a : 1)
  check(`${element.tagName} "${node.data.trim().slice(0, 60)}"`, paint,
    drawn ? groundInDrawing(element, x, y) : ground(element), size, look.fontWeight >= 700)
}
for (const element of document.body.querySelectorAll("*")) {
  if (!shown(element)) continue
  for (const part of ["::before", "::after", "::placeholder"]) {
    if ((part === "::placeholder") !== Boolean(element.placeholder)) continue
    const look = style(element, part)
    if (part !== "::placeholder" && !/\w/.test(look.content.replace(/^(none|normal)$/, ""))) continue
    check(`${element.tagName}${part} ${look.content}`, numbers(look.color), ground(element),
      parseFloat(look.fontSize), look.fontWeight >= 700)
  }
}
return [counted, [...weak]]
}"""
)

_FAINT_SHAPES = (
    "() => {"
    + _COLOURS
    + r"""
const faint = new Set()
let counted = 0
const LIGHT = ".malbok-chart__axis-grid, .malbok-chart__grid, .malbok-chart__lines, .malbok-chart__band"
for (const shape of document.querySelectorAll(
  "svg :is(path, line, circle, rect, polygon)")) {
  const svg = shape.ownerSVGElement, box = shape.getBoundingClientRect()
  if (!shown(shape) || spoken(svg) || shape.closest(LIGHT) || !(box.width + box.height)) continue
  const below = groundInDrawing(shape, box.x + box.width / 2, box.y + box.height / 2)
  const look = style(shape), paints = []
  if (look.stroke !== "none" && parseFloat(look.strokeWidth)) {
    paints.push([look.stroke, look.strokeOpacity])
  }
  if (look.fill !== "none" && shape.tagName !== "line") paints.push([look.fill, look.fillOpacity])
  if (!paints.length) continue
  counted += 1
  const found = Math.max(...paints.map(([paint, alpha]) => {
    const colour = numbers(paint)
    colour[3] *= alpha * opacity(shape)
    return contrast(over(colour, below), below)
  }))
  if (found < 2.995) faint.add(`${shape.parentElement.getAttribute("class") || shape.getAttribute("class")} `
    + `${shape.outerHTML.slice(0, 120)}: ${found.toFixed(2)}`)
}
for (const control of document.querySelectorAll("input, textarea, .mb-scheme, .mb-choice, .mb-step__mark")) {
  if (!shown(control)) continue
  const look = style(control), below = ground(control.parentElement)
  const edge = Math.max(contrast(over(numbers(look.borderTopColor), below), below),
                        contrast(ground(control), below))
  counted += 1
  if (edge < 2.995) faint.add(`the edge of ${control.outerHTML.slice(0, 80)}: ${edge.toFixed(2)}`)
}
return [counted, [...faint]]
}"""
)

_COVERED = (
    "() => {"
    + _COLOURS
    + r"""
const covered = new Set()
for (const [node, element, boxes] of textNodes()) {
  for (const box of boxes) {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const found = document.elementFromPoint(x, y)
    if (!found || found.contains(element) || element.contains(found)) continue
    const frame = element.closest(".mb-scroll, pre")
    if (frame && !frame.contains(found)) {
      const edges = frame.getBoundingClientRect()
      if (x < edges.left || x > edges.right) continue
    }
    if (found.ownerSVGElement && found.ownerSVGElement === element.ownerSVGElement) continue
    covered.add(`"${node.data.trim().slice(0, 50)}" by ${found.outerHTML.slice(0, 80)}`)
  }
}
return [...covered]
}"""
)

_CUT = (
    "() => {"
    + _COLOURS
    + r"""
const cut = new Set()
for (const element of document.body.querySelectorAll("*")) {
  if (!shown(element) || spoken(element) || element.closest("svg")) continue
  const look = style(element)
  if (["hidden", "clip"].includes(look.overflowX) && element.scrollWidth > element.clientWidth + 1) {
    cut.add(`${element.outerHTML.slice(0, 80)}: ${element.scrollWidth} in ${element.clientWidth}`)
  }
}
return [...cut]
}"""
)

_LETTERING = r"""() => {
const wrong = new Set()
let counted = 0
for (const svg of document.querySelectorAll("svg")) {
  const frame = svg.getBoundingClientRect()
  if (!frame.width || !svg.checkVisibility()) continue
  const texts = [...svg.querySelectorAll("text")]
    .map(text => [text.textContent.trim(), text.getBoundingClientRect()])
    .filter(([said, box]) => said && box.width)
  counted += texts.length
  for (const [said, box] of texts) {
    if (box.left < frame.left - 2 || box.right > frame.right + 2
        || box.top < frame.top - 2 || box.bottom > frame.bottom + 2) wrong.add(`outside: ${said}`)
  }
  texts.forEach(([said, one], number) => {
    for (const [other, two] of texts.slice(number + 1)) {
      const across = Math.min(one.right, two.right) - Math.max(one.left, two.left)
      const along = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)
      // A box is higher than its letters.
      if (across > 1 && along > 0.3 * Math.min(one.height, two.height)) wrong.add(`overlap: ${said} | ${other}`)
    }
  })
}
return [counted, [...wrong]]
}"""


def weak_texts(page: Page) -> list[str]:
    """Texts with too little contrast against what they stand on (WCAG 1.4.3): 4.5, or 3 for large ones.

    Texts of drawings, contents of style sheets and placeholders are among them.
    """
    counted, weak = page.evaluate(_WEAK_TEXTS)
    assert counted > 5
    return list(weak)


def faint_shapes(page: Page) -> list[str]:
    """Marks of drawings, icons and edges of controls with a contrast below 3 (WCAG 1.4.11).

    Gridlines, and what else only leads the eye, aren't among them.
    """
    _, faint = page.evaluate(_FAINT_SHAPES)
    return list(faint)


def covered_texts(page: Page) -> list[str]:
    """Texts over which something else lies. The window becomes as high as the page."""
    size = page.viewport_size
    assert size
    height = page.evaluate("Math.ceil(document.scrollingElement.scrollHeight)")
    page.set_viewport_size({"width": size["width"], "height": height + 1})
    covered: list[str] = page.evaluate(_COVERED)
    page.set_viewport_size(size)
    return covered


def cut_boxes(page: Page) -> list[str]:
    """Boxes that hide a part of their width."""
    cut: list[str] = page.evaluate(_CUT)
    return cut


def wrong_lettering(page: Page) -> tuple[int, list[str]]:
    """How many texts the drawings that are shown have, and those that overlap or lie outside."""
    counted, wrong = page.evaluate(_LETTERING)
    return counted, wrong

// Contrast by WCAG 2.2, 1.4.3: relative luminance of text against what is behind it.
function channel(c) { c /= 255; return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4); }
function parse(text) { return text.match(/[\d.]+/g).map(Number); }
function luminance(c) { return 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]); }
function behind(node) {
  for (; node; node = node.parentElement) {
    var c = parse(getComputedStyle(node).backgroundColor);
    if (c.length < 4 || c[3] > 0.99) { return c; }
  }
  return [255, 255, 255];
}
function contrast(node) {
  var a = luminance(parse(getComputedStyle(node).color)), b = luminance(behind(node));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
for (var theme of ['light', 'dark']) {
  document.documentElement.dataset.theme = theme;
  for (var view of ['matrix', 'changes']) {
    $('#tab-' + view).click();
    all('.row').slice(0, 4).forEach(function (r) { r.setOpen(true); });
    await wait(300);
    all('h1, h2, p, dt, dd, li, .chip, .who, .tag, .cell, .id, .text, ins, del, label, button, small, a, footer').forEach(function (node) {
      if (!node.textContent.trim() || !node.offsetParent) { return; }
      var ratio = contrast(node);
      check(ratio >= 4.5, theme + ': ' + ratio.toFixed(2) + ' for ' + node.className + ' ' + node.textContent.slice(0, 30));
    });
  }
}
var before = document.documentElement.dataset.theme;
$('#theme').click();
check(document.documentElement.dataset.theme !== before, 'the button does not change the theme');

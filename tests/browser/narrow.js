check(!$('#more').open, 'the filters are open on a narrow screen');
for (var view of ['matrix', 'changes']) {
  $('#tab-' + view).click();
  all('.row').forEach(function (r) { r.setOpen(true); });
  $('#more').open = true;
  await wait(100);
  // Headless windows have a least width, so the page itself is made as narrow as a phone.
  document.documentElement.style.width = '360px';
  var wide = all('body *').filter(function (n) { return n.offsetParent && n.getBoundingClientRect().right > 361 && getComputedStyle(n).position !== 'absolute'; });
  check(wide.length === 0, view + ': wider than the screen: ' + wide.slice(0, 3).map(function (n) { return n.tagName + '.' + n.className + ' ' + Math.round(n.getBoundingClientRect().right); }));
}

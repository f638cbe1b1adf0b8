check(document.documentElement.dataset.ready === 'true', 'the page is not ready');
check(performance.now() - began < 1000, 'ready after ' + Math.round(performance.now() - began) + ' ms');
var start = performance.now();
choose('level', 'must');
check(performance.now() - start < 300, 'a filter takes ' + Math.round(performance.now() - start) + ' ms');

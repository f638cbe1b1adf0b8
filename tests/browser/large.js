// Virtual time stands still while a script runs, so what is counted is work: how much is drawn.
check($('#count').textContent === '5000 of 5000 requirements', $('#count').textContent);
check(all('.row').length <= 200, all('.row').length + ' entries are drawn at once');
var start = Date.now();
await type('c4999');
check(all('.row').length === 1, 'the search shows ' + all('.row').length);
await type('');
location.hash = '#' + encodeURIComponent(all('.row')[10].dataset.id);
await wait(50);
check($('.row.target'), 'the permalink leads nowhere');
dispatchEvent(new Event('beforeprint'));
check(all('.row').length === 5000, 'only ' + all('.row').length + ' entries would be printed');

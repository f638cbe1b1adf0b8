all('.row').forEach(function (r) { r.setOpen(true); });
await wait(100);
check(!document.body.dataset.owned, 'text became code');
check(all('#view img, #view script').length === 0, 'text became markup');
check(document.body.textContent.indexOf('<' + "/script><script>document.body.dataset.owned='yes'<" + '/script>') >= 0, 'the text is not shown as it is');
check(document.body.textContent.indexOf('{' + '{ 1 + 1 }} ${1+1} <!--') >= 0, 'the template signs are not shown as they are');

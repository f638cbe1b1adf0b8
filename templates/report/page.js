(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var LEVELS = { must: 'must', must_not: 'must not', should: 'should', should_not: 'should not', may: 'may' };
  var CHANGES = ['added', 'removed', 'tightened', 'loosened', 'changed', 'versions', 'moved', 'reworded'];
  var BATCH = 80;
  var $ = function (id) { return document.getElementById(id); };
  var state = { view: 'matrix', shown: 0, rows: [], open: Object.create(null), active: -1 };

  function el(name, cls, text) {
    var node = document.createElement(name);
    if (cls) { node.className = cls; }
    if (text !== undefined && text !== null) { node.textContent = text; }
    return node;
  }
  function fold(text) { return String(text || '').toLowerCase(); }
  function short(moniker, all) {
    if (all.indexOf(moniker) < 0) { return moniker; }
    var prefix = all.length > 1 ? common(all) : '';
    return moniker.slice(prefix.length) || moniker;
  }
  function common(all) {
    var first = all[0], n = first.length;
    all.forEach(function (m) { while (m.slice(0, n) !== first.slice(0, n)) { n -= 1; } });
    var cut = first.slice(0, n).lastIndexOf('-');
    return cut < 0 ? '' : first.slice(0, cut + 1);
  }
  function sourceLink(place) {
    var label = place.path + ':' + place.line;
    if (!data.source || !/^https:\/\//.test(data.source)) { return el('span', '', label); }
    var link = el('a', '', label);
    link.href = data.source.split('{path}').join(place.path.split('/').map(encodeURIComponent).join('/'))
      .split('{line}').join(String(place.line)).split('{end_line}').join(String(place.end_line));
    link.rel = 'noreferrer';
    return link;
  }

  // One index of everything that can be filtered, made once.
  var productOf = Object.create(null);
  data.products.forEach(function (p, i) { p.monikers.forEach(function (m) { productOf[m] = i; }); });
  var byId = Object.create(null);
  data.requirements.forEach(function (r) {
    byId[r.id] = r;
    var v = r.variants;
    r.monikers = [].concat.apply([], v.map(function (x) { return x.monikers; }));
    r.product = productOf[r.monikers[0]] || 0;
    r.path = v[0].occurrences[0].path;
    r.heading = r.section.length ? r.section[r.section.length - 1] : '';
    r.levels = v.map(function (x) { return x.level; });
    r.kinds = [].concat.apply([], v.map(function (x) { return x.kinds; }));
    r.haystack = fold([r.id, r.subject, r.section.join(' '), r.path].concat(v.map(function (x) {
      return [x.text, x.condition || '', x.kinds.join(' '), x.monikers.join(' ')].join(' ');
    })).join(' '));
  });
  var STATES = { fail: 'violated', unknown: 'unknown', manual: 'to check by hand', pass: 'met', not_applicable: 'not applicable' };
  var MARKS = { fail: '✗', unknown: '?', manual: '✎', pass: '✓', not_applicable: '–' };
  var environments = data.verdicts || [], verdicts = environments[0] || null;
  function verdictOf(id) { return verdicts && verdicts.results[id] || null; }
  function earlierOf(id) { return verdicts && verdicts.before && verdicts.before.results[id] || null; }
  function effectOf(id) { return verdicts && verdicts.before && verdicts.before.effects[id] || null; }
  function stateTag(verdict) { return tag(MARKS[verdict.state] + ' ' + STATES[verdict.state], verdict.state); }

  function options(select, values, all) {
    select.textContent = '';
    if (all) { var o = el('option', '', all); o.value = ''; select.appendChild(o); }
    values.forEach(function (v) {
      var o = el('option', '', v.label === undefined ? v : v.label);
      o.value = v.value === undefined ? v : v.value;
      select.appendChild(o);
    });
    select.closest('label').hidden = values.length < 2 && select.id !== 'pair';
  }
  function unique(list) { return Array.from(new Set(list.filter(function (x) { return x; }))); }
  function product() { return data.products[Number($('product').value) || 0]; }
  function inProduct() { return data.requirements.filter(function (r) { return r.product === (Number($('product').value) || 0); }); }

  function fill() {
    var rows = inProduct(), p = product();
    options($('version'), p.monikers, 'any');
    options($('level'), Object.keys(LEVELS).filter(function (l) { return rows.some(function (r) { return r.levels.indexOf(l) >= 0; }); })
      .map(function (l) { return { value: l, label: LEVELS[l] }; }), 'any');
    options($('kind'), unique([].concat.apply([], rows.map(function (r) { return r.kinds; }))).sort(), 'any');
    options($('verification'), unique([].concat.apply([], rows.map(function (r) { return r.variants.map(function (v) { return v.verification; }); }))).sort(), 'any');
    options($('document'), unique(rows.map(function (r) { return r.path; })), 'any');
    sections();
    options($('verdict'), verdicts ? Object.keys(STATES).map(function (k) { return { value: k, label: STATES[k] }; }) : [], 'any');
    var effects = {};
    environments.forEach(function (e) { Object.values(e.before ? e.before.effects : {}).forEach(function (x) { effects[x[0]] = x[1]; }); });
    options($('effect'), Object.keys(effects).map(function (k) { return { value: k, label: effects[k] }; }), 'any');
    // The sides of a change of the docs are no versions; it is about every product.
    var pairs = data.diffs.map(function (d, i) { return { d: d, i: i }; }).filter(function (x) {
      return productOf[x.d.from] === undefined || productOf[x.d.from] === p.index;
    });
    options($('pair'), pairs.map(function (x) { return { value: String(x.i), label: short(x.d.from, p.monikers) + ' → ' + short(x.d.to, p.monikers) + ' (' + x.d.changes.length + ')' }; }));
    options($('change'), CHANGES, 'any');
  }
  function sections() {
    var path = $('document').value;
    options($('section'), unique(inProduct().filter(function (r) { return !path || r.path === path; }).map(function (r) { return r.heading; })), 'any');
  }

  function blank() {
    ['q', 'version', 'level', 'kind', 'change', 'verification', 'document', 'section', 'verdict', 'effect'].forEach(function (k) { $(k).value = ''; });
  }

  function matches(r) {
    var version = $('version').value, level = $('level').value, kind = $('kind').value, verification = $('verification').value;
    if ($('document').value && r.path !== $('document').value) { return false; }
    if ($('section').value && r.heading !== $('section').value) { return false; }
    var some = r.variants.some(function (v) {
      return (!version || v.monikers.indexOf(version) >= 0) && (!level || v.level === level) &&
        (!kind || v.kinds.indexOf(kind) >= 0) && (!verification || v.verification === verification);
    });
    if (!some) { return false; }
    var wanted = $('verdict').value, verdict = verdictOf(r.id);
    if (wanted && (!verdict || verdict.state !== wanted)) { return false; }
    return words().every(function (w) { return r.haystack.indexOf(w) >= 0; });
  }
  function words() { return fold($('q').value).split(/\s+/).filter(Boolean); }

  function compute() {
    if (state.view === 'matrix') {
      state.rows = inProduct().filter(matches);
    } else {
      var diff = data.diffs[Number($('pair').value)] || { changes: [] };
      var kind = $('change').value, level = $('level').value, list = words();
      state.rows = diff.changes.filter(function (c) {
        var r = byId[c.id], side = c.to || c.from;
        if (kind && c.kind !== kind) { return false; }
        if (level && side.level !== level) { return false; }
        var effect = $('effect').value, known = effectOf(c.id);
        if (effect && (!known || known[0] !== effect)) { return false; }
        if ($('document').value && (!r || r.path !== $('document').value)) { return false; }
        if ($('section').value && (!r || r.heading !== $('section').value)) { return false; }
        var hay = fold([c.id, c.kind, c.reason, c.from && c.from.text, c.to && c.to.text].join(' '));
        return list.every(function (w) { return hay.indexOf(w) >= 0; });
      });
    }
  }

  function highlight(node, text) {
    var list = words();
    if (!list.length) { node.textContent = text; return; }
    var low = fold(text), at = 0;
    if (low.length !== text.length) { node.textContent = text; return; }
    while (at < text.length) {
      var best = -1, size = 0;
      for (var i = 0; i < list.length; i += 1) {
        var found = low.indexOf(list[i], at);
        if (found >= 0 && (best < 0 || found < best)) { best = found; size = list[i].length; }
      }
      if (best < 0) { break; }
      node.appendChild(document.createTextNode(text.slice(at, best)));
      node.appendChild(el('mark', '', text.slice(best, best + size)));
      at = best + size;
    }
    node.appendChild(document.createTextNode(text.slice(at)));
  }
  function tag(text, cls) { return el('span', 'tag ' + (cls || 'plain'), text); }

  function cells(r) {
    var p = product(), box = el('span', 'versions');
    p.monikers.forEach(function (m) {
      var index = r.variants.findIndex(function (v) { return v.monikers.indexOf(m) >= 0; });
      var cell = el('span', 'cell ' + (index < 0 ? 'out' : index > 0 ? 'in other' : 'in'), short(m, p.monikers));
      var say = m + (index < 0 ? ': not required' : r.variants.length > 1 ? ': wording ' + (index + 1) + ' of ' + r.variants.length : ': in force');
      if (index >= 0 && r.variants.length > 1) { cell.textContent += ' ' + String.fromCharCode(97 + index % 26); }
      var verdict = verdicts && verdicts.version === m ? verdictOf(r.id) : null;
      if (verdict && index >= 0) {
        cell.classList.add('judged', verdict.state);
        cell.textContent = MARKS[verdict.state] + ' ' + cell.textContent;
        say += '; ' + STATES[verdict.state] + ' by ' + verdicts.name;
      }
      cell.title = say;
      cell.appendChild(hiddenText(index < 0 ? ' (not required)' : ''));
      box.appendChild(cell);
    });
    return box;
  }
  function hiddenText(text) {
    var node = el('span', '', text);
    node.style.cssText = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)';
    return node;
  }

  function requirementRow(r) {
    var version = $('version').value;
    var v = r.variants.find(function (x) { return !version || x.monikers.indexOf(version) >= 0; }) || r.variants[0];
    var row = el('article', 'row'), head = el('button', 'head');
    row.dataset.id = r.id;
    head.type = 'button';
    var text = el('span', 'text');
    highlight(text, v.text);
    var meta = el('span', 'meta');
    unique(r.levels).forEach(function (l) { meta.appendChild(tag(LEVELS[l], l)); });
    if (v.condition) { meta.appendChild(tag('conditional')); }
    v.kinds.slice(0, 3).forEach(function (k) { meta.appendChild(tag(k)); });
    meta.appendChild(tag(v.verification));
    var verdict = verdictOf(r.id);
    if (verdict) { meta.appendChild(stateTag(verdict)); }
    var id = el('span', 'id');
    highlight(id, r.id);
    meta.appendChild(id);
    head.append(text, meta, cells(r));
    row.appendChild(head);
    toggle(row, head, r.id, function () { return requirementBody(r); });
    return row;
  }
  function pairs(list) {
    var dl = el('dl');
    list.forEach(function (entry) {
      if (!entry[1]) { return; }
      dl.appendChild(el('dt', '', entry[0]));
      var dd = el('dd');
      if (entry[1].nodeType) { dd.appendChild(entry[1]); } else { dd.textContent = entry[1]; }
      dl.appendChild(dd);
    });
    return dl;
  }
  function places(list) {
    var box = el('span');
    list.forEach(function (o, i) { if (i) { box.append(', '); } box.appendChild(sourceLink(o)); });
    return box;
  }
  function judged(verdict) {
    var seen = null;
    if (verdict.offenders.length) {
      seen = el('ul', 'offenders');
      verdict.offenders.slice(0, 20).forEach(function (o) { seen.appendChild(el('li', '', o)); });
      if (verdict.offenders.length > 20) { seen.appendChild(el('li', '', 'and ' + (verdict.offenders.length - 20) + ' more')); }
    }
    return pairs([['Verdict', stateTag(verdict)], ['Why', verdict.reason], [verdict.state === 'fail' ? 'Violated by' : 'Seen', seen]]);
  }
  function requirementBody(r) {
    var body = el('div', 'body');
    var link = el('a', '', 'link to this requirement');
    link.href = '#' + encodeURIComponent(r.id);
    body.appendChild(pairs([['Id', el('code', '', r.id)], ['Section', r.section.join(' › ')], ['Permalink', link]]));
    r.variants.forEach(function (v, i) {
      var title = (r.variants.length > 1 ? String.fromCharCode(97 + i % 26) + ': ' : '') + v.monikers.join(', ');
      body.appendChild(el('h3', '', title));
      body.appendChild(pairs([
        ['Level', LEVELS[v.level]], ['Sentence', v.text], ['Clause', v.clause !== v.text ? v.clause : ''],
        ['Condition', v.condition], ['Check', v.check],
        ['Verified', v.verification + (v.reason ? ' (' + v.reason + ')' : '')], ['Source', places(v.occurrences)]
      ]));
    });
    var verdict = verdictOf(r.id);
    if (verdict) {
      body.appendChild(el('h3', '', 'Verdict on ' + verdicts.name + ' in ' + verdicts.version));
      body.appendChild(judged(verdict));
    }
    return body;
  }
  function marked(change, side) {
    var p = el('p');
    if (!change.words) { p.textContent = change[side].text; return p; }
    change.words.forEach(function (w) {
      if (w[0] === '=') { p.appendChild(document.createTextNode(w[1])); }
      else if (w[0] === '-' && side === 'from') { p.appendChild(el('del', '', w[1])); }
      else if (w[0] === '+' && side === 'to') { p.appendChild(el('ins', '', w[1])); }
    });
    return p;
  }
  // A verdict belongs to the version that was checked; to a revision belongs that of its side.
  function verdictSide(id, name, of, version) {
    if (!data.about_change && name !== version) { return verdicts && verdicts.version === name ? verdictOf(id) : null; }
    return of(id);
  }
  function changeRow(c) {
    var row = el('article', 'row'), head = el('button', 'head');
    row.dataset.id = c.id;
    head.type = 'button';
    var text = el('span', 'text');
    highlight(text, (c.to || c.from).text);
    var meta = el('span', 'meta');
    var effect = effectOf(c.id), bad = { newly_fails: 'fail', needs_facts: 'unknown', needs_person: 'manual' };
    if (effect) { meta.appendChild(tag(effect[1], bad[effect[0]] || 'pass')); }
    meta.appendChild(tag(c.kind, c.kind));
    meta.appendChild(tag(LEVELS[(c.to || c.from).level], (c.to || c.from).level));
    var reason = el('span');
    highlight(reason, c.reason || '');
    meta.appendChild(reason);
    meta.appendChild(el('span', 'id', c.id));
    head.append(text, meta);
    row.appendChild(head);
    toggle(row, head, c.id, function () {
      var body = el('div', 'body'), sides = el('div', 'sides'), diff = data.diffs[Number($('pair').value)];
      [['from', diff.from], ['to', diff.to]].forEach(function (s) {
        var side = el('section', 'side');
        side.appendChild(el('h4', '', s[1]));
        if (!c[s[0]]) { side.appendChild(el('p', '', 'not required')); sides.appendChild(side); return; }
        side.appendChild(marked(c, s[0]));
        side.appendChild(pairs([['Level', LEVELS[c[s[0]].level]], ['Condition', c[s[0]].condition], ['Check', c[s[0]].check], ['Source', places(c[s[0]].occurrences || [])]]));
        var verdict = s[0] === 'to' ? verdictSide(c.id, s[1], verdictOf, verdicts && verdicts.version) : verdictSide(c.id, s[1], earlierOf, verdicts && verdicts.before && verdicts.before.version);
        if (verdict) { side.appendChild(judged(verdict)); }
        sides.appendChild(side);
      });
      body.appendChild(sides);
      return body;
    }, c.kind !== 'added' && c.kind !== 'removed');
    return row;
  }
  function toggle(row, head, id, make, openAtFirst) {
    var key = state.view + ' ' + id;
    function set(open) {
      head.setAttribute('aria-expanded', String(open));
      state.open[key] = open;
      var body = row.querySelector('.body');
      if (open && !body) { row.appendChild(make()); }
      if (!open && body) { body.remove(); }
    }
    head.addEventListener('click', function () { set(head.getAttribute('aria-expanded') !== 'true'); });
    row.setOpen = set;
    set(key in state.open ? state.open[key] : Boolean(openAtFirst));
  }

  function headingOf(item) {
    var r = state.view === 'matrix' ? item : byId[item.id];
    if (r) { return r.path + '\n' + r.section.join(' › '); }
    // What is gone stood somewhere, too.
    var gone = item.from || item.to;
    return gone.occurrences[0].path + '\n' + gone.section.join(' › ');
  }
  function more(until) {
    var list = $('list'), end = Math.min(state.rows.length, Math.max(until || 0, state.shown + BATCH)), part = document.createDocumentFragment();
    for (var i = state.shown; i < end; i += 1) {
      var item = state.rows[i], heading = headingOf(item);
      if (!i || headingOf(state.rows[i - 1]) !== heading) {
        var lines = heading.split('\n'), h = el('h2', 'group', lines[1] || lines[0]);
        h.appendChild(el('small', '', lines[0]));
        part.appendChild(h);
      }
      part.appendChild(state.view === 'matrix' ? requirementRow(item) : changeRow(item));
    }
    list.appendChild(part);
    state.shown = end;
    $('sentinel').hidden = end >= state.rows.length;
  }
  function render() {
    compute();
    $('list').textContent = '';
    state.shown = 0;
    state.active = -1;
    more();
    strip();
    $('empty').hidden = state.rows.length > 0;
    var total = state.view === 'matrix' ? inProduct().length : (data.diffs[Number($('pair').value)] || { changes: [] }).changes.length;
    $('count').textContent = state.rows.length + ' of ' + total + (state.view === 'matrix' ? ' requirements' : ' changes');
    if (state.view === 'changes' && !total) { $('count').textContent = 'No requirement changed between these versions.'; }
    var n = ['version', 'level', 'kind', 'change', 'verification', 'document', 'section', 'verdict', 'effect'].filter(function (k) {
      return $(k).value && !$(k).closest('label').hidden;
    }).length;
    $('clear').textContent = n ? 'Clear (' + n + ')' : 'Clear';
    $('active').textContent = n ? '(' + n + ' active)' : '';
  }
  // How many there are of each state, or effect; each narrows the list to those.
  function strip() {
    var box = $('strip'), select = $(state.view === 'matrix' ? 'verdict' : 'effect'), counts = Object.create(null);
    box.textContent = '';
    box.hidden = !verdicts || (state.view === 'changes' && !verdicts.before);
    if (box.hidden) { return; }
    var all = state.view === 'matrix' ? inProduct() : (data.diffs[Number($('pair').value)] || { changes: [] }).changes;
    all.forEach(function (x) {
      var v = state.view === 'matrix' ? (verdictOf(x.id) || {}).state : (effectOf(x.id) || [])[0];
      if (v) { counts[v] = (counts[v] || 0) + 1; }
    });
    box.appendChild(el('span', 'who', verdicts.name + ', ' + (verdicts.before && verdicts.before.version !== verdicts.version && state.view === 'changes' ? verdicts.before.version + ' → ' : '') + verdicts.version));
    Array.from(select.options).forEach(function (o) {
      if (!o.value || !counts[o.value]) { return; }
      var state = STATES[o.value] ? o.value : { newly_fails: 'fail', needs_facts: 'unknown', needs_person: 'manual' }[o.value] || 'pass';
      var chip = el('button', 'chip ' + state, counts[o.value] + ' ' + o.textContent);
      chip.type = 'button';
      chip.setAttribute('aria-pressed', String(select.value === o.value));
      chip.addEventListener('click', function () {
        select.value = select.value === o.value ? '' : o.value;
        render();
        var again = Array.from(box.querySelectorAll('.chip')).find(function (c) { return c.textContent === chip.textContent; });
        if (again) { again.focus(); }
      });
      box.appendChild(chip);
    });
  }
  function show(view) {
    state.view = view;
    ['matrix', 'changes'].forEach(function (v) {
      $('tab-' + v).setAttribute('aria-selected', String(v === view));
      $('tab-' + v).tabIndex = v === view ? 0 : -1;
    });
    $('view').setAttribute('aria-labelledby', 'tab-' + view);
    var only = { pair: 'changes', change: 'changes', version: 'matrix', kind: 'matrix', verification: 'matrix', verdict: 'matrix', effect: 'changes' };
    Object.keys(only).forEach(function (k) {
      var s = $(k);
      s.closest('label').hidden = only[k] !== view || s.options.length < (k === 'pair' ? (data.about_change ? 2 : 1) : 3);
    });
    render();
  }
  function follow() {
    var id = '';
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (ignore) { id = ''; }
    var r = byId[id];
    if (!r) { return; }
    if (String(r.product) !== ($('product').value || '0')) { $('product').value = String(r.product); fill(); }
    var at = state.view === 'matrix' ? state.rows.indexOf(r) : -1;
    if (at < 0) { blank(); fill(); show('matrix'); at = state.rows.indexOf(r); }
    if (at >= state.shown) { more(at + 1); }
    var row = $('list').querySelectorAll('.row')[at];
    document.querySelectorAll('.row.target').forEach(function (x) { x.classList.remove('target'); });
    row.classList.add('target');
    row.setOpen(true);
    row.scrollIntoView({ block: 'center' });
    row.querySelector('.head').focus({ preventScroll: true });
    state.active = at;
  }
  function move(step) {
    if (!state.rows.length) { return; }
    state.active = Math.max(0, Math.min(state.rows.length - 1, state.active + step));
    if (state.active >= state.shown) { more(state.active + 1); }
    var row = $('list').querySelectorAll('.row')[state.active];
    row.querySelector('.head').focus();
    row.scrollIntoView({ block: 'nearest' });
  }

  data.products.forEach(function (p, i) { p.index = i; });
  options($('product'), data.products.map(function (p, i) { return { value: String(i), label: p.name }; }));
  options($('environment'), environments.map(function (e, i) { return { value: String(i), label: e.name }; }));
  fill();
  $('summary').textContent = data.requirements.length + ' requirements in ' + data.documents.length + (data.documents.length === 1 ? ' document, ' : ' documents, ') +
    data.products.reduce(function (n, p) { return n + p.monikers.length; }, 0) + ' versions' + (verdicts ? ', with the verdicts on ' + (environments.length > 1 ? environments.length + ' environments' : verdicts.name) : '');

  var timer = 0;
  $('q').addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(render, 60); });
  $('filters').addEventListener('change', function (event) {
    if (event.target.id === 'product') { fill(); show(state.view); return; }
    if (event.target.id === 'document') { sections(); }
    if (event.target.id === 'environment') { verdicts = environments[Number(event.target.value)]; }
    render();
  });
  $('filters').addEventListener('submit', function (event) { event.preventDefault(); });
  $('clear').addEventListener('click', function () { blank(); fill(); show(state.view); });
  $('empty-reset').addEventListener('click', function () { $('clear').click(); });
  ['matrix', 'changes'].forEach(function (v) { $('tab-' + v).addEventListener('click', function () { show(v); }); });
  document.querySelector('.views').addEventListener('keydown', function (event) {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      var next = state.view === 'matrix' ? 'changes' : 'matrix';
      show(next);
      $('tab-' + next).focus();
      event.stopPropagation();
    }
  });
  var root = document.documentElement, dark = matchMedia('(prefers-color-scheme: dark)');
  root.dataset.theme = dark.matches ? 'dark' : 'light';
  dark.addEventListener('change', function () { root.dataset.theme = dark.matches ? 'dark' : 'light'; });
  $('theme').addEventListener('click', function () { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; });
  $('help-open').addEventListener('click', function () { $('help').showModal(); });
  // On a narrow screen the filters fold away; on a wide one nothing would unfold them.
  var narrow = matchMedia('(max-width: 44rem)');
  $('more').open = !narrow.matches;
  narrow.addEventListener('change', function () { if (!narrow.matches) { $('more').open = true; } });
  addEventListener('hashchange', follow);
  addEventListener('beforeprint', function () { more(state.rows.length); });
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || $('help').open) { return; }
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === 'Escape') {
      if ($('q').value) { $('q').value = ''; render(); } else if (typing) { event.target.blur(); }
      return;
    }
    if (typing) {
      if (event.target.id === 'q' && (event.key === 'ArrowDown' || event.key === 'Enter')) { event.preventDefault(); move(1); }
      return;
    }
    if (event.key === '/') { event.preventDefault(); $('q').focus(); $('q').select(); }
    else if (event.key === 'j' || event.key === 'ArrowDown') { event.preventDefault(); move(1); }
    else if (event.key === 'k' || event.key === 'ArrowUp') { event.preventDefault(); move(-1); }
    else if (event.key === '1') { show('matrix'); }
    else if (event.key === '2') { show('changes'); }
    else if (event.key === '?') { $('help').showModal(); }
    else if (event.key === 'c' && state.active >= 0) {
      var id = (state.rows[state.active] || {}).id;
      history.replaceState(null, '', '#' + encodeURIComponent(id));
      if (navigator.clipboard) { navigator.clipboard.writeText(location.href).catch(function () {}); }
    }
  });
  $('list').addEventListener('focusin', function (event) {
    var row = event.target.closest('.row');
    if (row) { state.active = Array.prototype.indexOf.call($('list').querySelectorAll('.row'), row); }
  });
  new IntersectionObserver(function (entries) {
    if (entries.some(function (e) { return e.isIntersecting; })) { more(); }
  }, { rootMargin: '600px' }).observe($('sentinel'));
  show(data.about_change ? 'changes' : 'matrix');
  follow();
  root.dataset.ready = 'true';
}());

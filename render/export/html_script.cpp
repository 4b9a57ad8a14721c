#include "render/export/html_player.h"

namespace render {

namespace {

constexpr std::string_view kScript = R"js(
'use strict';
(function () {
  const editions = JSON.parse(document.getElementById('data').textContent).editions;
  const $ = function (id) { return document.getElementById(id); };
  const pages = Array.from(document.querySelectorAll('.page'));
  const picked = pages.map(function () { return new Set(); });
  let edition = 0;
  let at = 0;

  function words(key) { return editions[edition].words[key] || ''; }
  function filled(key, values) {
    return words(key).replace(/\{(\w+)\}/g, function (whole, name) { return name in values ? values[name] : whole; });
  }
  function add(parent, tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    parent.appendChild(element);
    return element;
  }
  function stepCount() { const steps = editions[edition].steps; return steps[steps.length - 1].step; }

  // ---- What a page says ----
  function drawCount(box, step) {
    const count = add(box, 'p', 'count');
    add(count, 'span', '', filled('stepOf', {number: step.step, count: stepCount()}));
    if (step.badge) add(count, 'span', 'chip', step.badge);
    if (step.alarm) add(count, 'span', 'chip alarm', step.alarm);
  }
  function drawChoices(box, step, page) {
    const list = add(box, 'ul', 'choices');
    step.choices.forEach(function (choice, i) {
      const item = add(list, 'li');
      const open = step.asks && step.pickable;
      const chip = add(item, open ? 'button' : 'div', 'choice');
      add(chip, 'b', '', step.asks ? String(i + 1) : choice.isTrue ? '\u2713' : '\u2212');
      add(chip, 'span', '', choice.text);
      if (!step.asks) chip.className = 'choice ' + (choice.isTrue ? 'true' : 'false');
      if (!open) return;
      chip.type = 'button';
      chip.setAttribute('aria-pressed', String(picked[page].has(i)));
      chip.addEventListener('click', function () { pick(page, i); });
    });
  }
  function pick(page, i) {
    const step = editions[edition].steps[page];
    if (!step.asks || !step.pickable || i >= step.choices.length) return;
    const mine = picked[page];
    const had = mine.has(i);
    if (!step.several) mine.clear();
    if (had) mine.delete(i); else mine.add(i);
    fill(page);
    const chips = pages[page].querySelectorAll('.choice');
    if (chips[i]) chips[i].focus();
  }
  /* What was picked on the page before, and whether it is so. */
  function drawSaid(box, step, page) {
    const mine = page > 0 ? picked[page - 1] : new Set();
    if (mine.size === 0) return;
    const right = step.choices.every(function (choice, i) { return choice.isTrue === mine.has(i); });
    const said = step.choices.filter(function (choice, i) { return mine.has(i); })
      .map(function (choice) { return choice.text; }).join(words('and'));
    add(box, 'p', 'said', filled(right ? 'saidRight' : 'saidWrong', {answer: said}));
  }
  function drawReasons(box, step) {
    const reasons = step.choices.filter(function (choice) { return choice.why; });
    if (!step.answer && !step.because && reasons.length === 0) return;
    const list = add(box, 'ul', 'why');
    if (step.answer) add(add(list, 'li'), 'b', '', step.answer);
    if (step.because && reasons.length === 0) add(list, 'li', '', step.because);
    reasons.forEach(function (choice) {
      const item = add(list, 'li');
      add(item, 'b', '', choice.text);
      item.appendChild(document.createTextNode(choice.why));
    });
  }
  function fill(page) {
    const step = editions[edition].steps[page];
    const box = document.createElement('div');
    drawCount(box, step);
    const caption = add(box, 'h2', 'caption');
    if (step.stamp) add(caption, 'span', 'stamp', step.stamp);
    caption.appendChild(document.createTextNode(step.caption));
    if (step.prompt) {
      const prompt = add(box, 'p', 'prompt', step.prompt);
      if (step.asks && step.how) add(prompt, 'span', 'how', step.how);
    }
    if (step.choices.length) drawChoices(box, step, page);
    if (!step.asks) { drawSaid(box, step, page); drawReasons(box, step); }
    if (step.asks) {
      const button = add(box, 'button', 'reveal', words('reveal'));
      button.type = 'button';
      button.addEventListener('click', function () { go(at + 1); });
    }
    if (step.notes) {
      const notes = add(box, 'aside', 'notes');
      add(notes, 'b', '', words('notes'));
      notes.appendChild(document.createTextNode(step.notes));
    }
    pages[page].querySelector('.words').replaceChildren(box);
  }

  // ---- Walking ----
  function hashOf(page) {
    const step = editions[edition].steps[page].step;
    const second = page > 0 && editions[edition].steps[page - 1].step === step;
    return '#step=' + step + (second ? '.answer' : '');
  }
  function pageOfHash() {
    const found = /^#step=(\d+)(\.answer)?$/.exec(location.hash);
    if (!found) return 0;
    const steps = editions[edition].steps;
    let page = steps.findIndex(function (step) { return step.step === Number(found[1]); });
    if (page < 0) return Number(found[1]) > stepCount() ? steps.length - 1 : 0;
    if (found[2] && page + 1 < steps.length && steps[page + 1].step === steps[page].step) ++page;
    return page;
  }
  function go(to) {
    const next = Math.min(Math.max(to, 0), pages.length - 1);
    const moved = next !== at;
    at = next;
    pages.forEach(function (page, i) { page.hidden = i !== at; page.classList.toggle('come', moved && i === at); });
    if (!editions[edition].steps[at].asks) fill(at);
    const step = editions[edition].steps[at];
    $('scrub').value = String(at);
    $('scrub').setAttribute('aria-valuetext', filled('stepOf', {number: step.step, count: stepCount()}));
    $('where').textContent = step.step + ' / ' + stepCount();
    $('previous').disabled = at === 0;
    $('next').disabled = at === pages.length - 1;
    document.querySelectorAll('nav button').forEach(function (button) {
      const current = Number(button.dataset.step) === step.step;
      if (current) button.setAttribute('aria-current', 'step'); else button.removeAttribute('aria-current');
      if (current && moved && button.scrollIntoView) button.scrollIntoView({block: 'nearest'});
    });
    try { history.replaceState(null, '', hashOf(at)); } catch (refused) { /* Some frames have no history. */ }
    if (moved) window.scrollTo(0, 0);
  }

  // ---- The frame ----
  function drawSteps() {
    const list = document.createElement('ol');
    let last = 0;
    editions[edition].steps.forEach(function (step, page) {
      if (step.step === last) return;
      last = step.step;
      const button = add(add(list, 'li'), 'button');
      button.type = 'button';
      button.dataset.step = String(step.step);
      add(button, 'span', 'n', String(step.step));
      add(button, 'span', '', step.caption);
      button.addEventListener('click', function () { document.body.classList.remove('withSteps'); go(page); });
    });
    $('steps').replaceChildren(list);
    $('steps').setAttribute('aria-label', words('steps'));
  }
  function speak(to) {
    edition = to;
    const now = editions[edition];
    document.documentElement.lang = now.lang;
    document.title = now.title;
    $('title').textContent = now.title;
    $('objective').textContent = now.objective;
    $('about').textContent = [words('madeWith'), now.source].filter(Boolean).join(' \u00B7 ');
    $('list').textContent = words('steps');
    $('notes').textContent = words('notes');
    $('notes').title = 'N';
    $('language').hidden = editions.length < 2;
    if (editions.length > 1) {
      const other = editions[(edition + 1) % editions.length];
      $('language').textContent = other.words.language;
      $('language').lang = other.lang;
    }
    $('previous').setAttribute('aria-label', words('previous'));
    $('next').setAttribute('aria-label', words('next'));
    $('scrub').setAttribute('aria-label', words('steps'));
    document.querySelectorAll('.pictures').forEach(function (figure) {
      figure.hidden = Number(figure.dataset.edition) !== edition;
    });
    pages.forEach(function (page, i) { fill(i); });
    drawSteps();
    go(at);
  }
  function toggleNotes() {
    const on = document.body.classList.toggle('withNotes');
    $('notes').setAttribute('aria-pressed', String(on));
  }
  function toggleSteps() {
    const on = document.body.classList.toggle('withSteps');
    $('list').setAttribute('aria-pressed', String(on));
  }
  function toggleLanguage() { if (editions.length > 1) speak((edition + 1) % editions.length); }

  const keys = {
    ArrowRight: function () { go(at + 1); }, ArrowDown: null, PageDown: function () { go(at + 1); },
    ArrowLeft: function () { go(at - 1); }, PageUp: function () { go(at - 1); },
    Home: function () { go(0); }, End: function () { go(pages.length - 1); },
    n: toggleNotes, N: toggleNotes, l: toggleLanguage, L: toggleLanguage
  };
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === ' ') {
      if (onButton) return;
      event.preventDefault();
      return go(at + (event.shiftKey ? -1 : 1));
    }
    if (event.key >= '1' && event.key <= '9') return pick(at, Number(event.key) - 1);
    const act = Object.prototype.hasOwnProperty.call(keys, event.key) ? keys[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
  let touch = null;
  document.querySelector('main').addEventListener('touchstart', function (event) {
    touch = event.touches.length === 1 ? {x: event.touches[0].clientX, y: event.touches[0].clientY} : null;
  }, {passive: true});
  document.querySelector('main').addEventListener('touchend', function (event) {
    if (!touch) return;
    const dx = event.changedTouches[0].clientX - touch.x;
    const dy = event.changedTouches[0].clientY - touch.y;
    touch = null;
    const pinched = window.visualViewport && window.visualViewport.scale > 1.05;
    if (!pinched && Math.abs(dx) > 56 && Math.abs(dx) > 2 * Math.abs(dy)) go(at + (dx < 0 ? 1 : -1));
  }, {passive: true});
  $('scrub').max = String(pages.length - 1);
  $('scrub').addEventListener('input', function () { go(Number($('scrub').value)); });
  $('previous').addEventListener('click', function () { go(at - 1); });
  $('next').addEventListener('click', function () { go(at + 1); });
  $('notes').addEventListener('click', toggleNotes);
  $('list').addEventListener('click', toggleSteps);
  $('language').addEventListener('click', toggleLanguage);
  window.addEventListener('hashchange', function () { go(pageOfHash()); });
  at = pageOfHash();
  speak(0);
})();
)js";

}  // namespace

std::string_view playerScript() { return kScript; }

}  // namespace render

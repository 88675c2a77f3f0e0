// Three small helps of the search page, which works without them: suggestions while typing, `/chercher/?q=#visio`
// typed by hand, and the count of the result that is chosen (no person, no cookie).

const script = document.querySelector('script[data-clicks]')
const box = document.querySelector('input[data-suggestions]')

if (box && !box.value && location.hash.length > 1) {
  const words = decodeURIComponent(location.hash.slice(1).replace(/%(?![0-9a-f]{2})/gi, '%25'))
  location.replace(`${location.pathname}?q=${encodeURIComponent(`#${words}`)}`)
}

for (const link of document.querySelectorAll('[data-key] .card__title a')) {
  link.addEventListener('click', () => {
    const choice = new URLSearchParams({ q: new URLSearchParams(location.search).get('q') ?? '', key: link.closest('[data-key]').dataset.key })
    if (choice.get('q')) navigator.sendBeacon(script.dataset.clicks, choice)
  })
}

if (box) suggest(box)

// A combobox with a list of links, as the ARIA practices describe it: arrows move, Enter follows, Escape closes.
function suggest(input) {
  const list = document.createElement('ul')
  list.id = 'suggestions'
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels[0]?.textContent ?? '')
  list.hidden = true
  input.after(list)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')

  let timer = 0
  let pending = null
  let current = -1

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, 180)
  })
  input.addEventListener('keydown', move)
  input.addEventListener('blur', () => setTimeout(close, 150))

  async function ask() {
    pending?.abort()
    const text = input.value.trim()
    if (text.length < 2) return close()
    pending = new AbortController()
    try {
      const answer = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(text)}`, { signal: pending.signal })
      if (answer.ok) show(await answer.json())
    } catch (error) {
      if (error.name !== 'AbortError') close()
    }
  }

  function show([, titles, kinds, addresses]) {
    current = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(...titles.map((title, index) => option(title, kinds[index], addresses[index], index)))
    list.hidden = titles.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
  }

  function option(title, kind, address, index) {
    const item = document.createElement('li')
    item.id = `suggestion-${index}`
    item.setAttribute('role', 'option')
    item.setAttribute('aria-selected', 'false')
    item.dataset.address = new URL(address).pathname + new URL(address).hash
    const label = document.createElement('span')
    label.className = 'suggestions__kind'
    label.textContent = kind
    item.append(title, ' ', label)
    item.addEventListener('mousedown', (event) => event.preventDefault())
    item.addEventListener('click', () => location.assign(item.dataset.address))
    return item
  }

  function move(event) {
    const items = list.children
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      event.preventDefault()
      choose((current + (event.key === 'ArrowDown' ? 1 : items.length)) % items.length)
    } else if (event.key === 'Enter' && current >= 0 && !list.hidden) {
      event.preventDefault()
      location.assign(items[current].dataset.address)
    }
  }

  function choose(index) {
    list.children[current]?.setAttribute('aria-selected', 'false')
    current = index
    list.children[current].setAttribute('aria-selected', 'true')
    list.children[current].scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', list.children[current].id)
  }

  function close() {
    pending?.abort()
    list.hidden = true
    current = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
}

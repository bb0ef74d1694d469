import type { MenuItemConstructorOptions } from 'electron'
import { missing, only } from './only.ts'

const roles = new Set(
  'appMenu editMenu windowMenu close quit reload toggleDevTools resetZoom zoomIn zoomOut togglefullscreen help'.split(
    ' ',
  ),
)
const known = new Set('label role type checked enabled click submenu accelerator registerAccelerator'.split(' '))

class MenuItem {
  label: string
  accelerator: string | undefined
  role: string | undefined
  type: string
  checked: boolean
  enabled: boolean
  submenu: Menu | undefined
  click: () => void
  constructor(options: MenuItemConstructorOptions) {
    for (const name of Object.keys(options)) if (!known.has(name)) throw missing(`MenuItem.${name}`)
    if (options.role !== undefined && !roles.has(options.role)) throw missing(`menu role ${options.role}`)
    this.role = options.role
    this.label = options.label ?? options.role ?? ''
    this.accelerator = options.accelerator as string | undefined
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal')
    this.checked = options.checked ?? false
    this.enabled = options.enabled ?? true
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined
    this.click = () => {
      if (!this.enabled) return
      if (!options.click) throw missing(`click of the menu item ${this.label}`)
      if (this.type === 'checkbox') this.checked = !this.checked
      options.click(this as never, undefined, {} as never)
    }
  }
}

export class Menu {
  items: MenuItem[] = []
  static shown: Menu | null = null
  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    const menu = new Menu()
    menu.items = template.map((options) => new MenuItem(options))
    return only('Menu', menu)
  }
  static setApplicationMenu(menu: Menu | null) {
    Menu.shown = menu
  }
  static getApplicationMenu() {
    return Menu.shown
  }
}

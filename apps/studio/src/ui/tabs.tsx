import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'

export interface TabContent {
  id: string
  label: React.ReactNode
  content: React.ReactNode
}

export function TabGroup({ label, tabs }: { label: string; tabs: readonly TabContent[] }) {
  return (
    <Tabs className="tabs">
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </Tabs>
  )
}
